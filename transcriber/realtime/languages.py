"""The languages a service can be told of, as data: code and English name. Pure.

Source: ISO 639-1 (all two-letter codes in force), and the codes of ISO 639-3 that published speech models take.
"""

import re

_TWO_LETTERS = """
aa Afar; ab Abkhazian; ae Avestan; af Afrikaans; ak Akan; am Amharic; an Aragonese; ar Arabic; as Assamese; av Avaric;
ay Aymara; az Azerbaijani; ba Bashkir; be Belarusian; bg Bulgarian; bi Bislama; bm Bambara; bn Bengali; bo Tibetan;
br Breton; bs Bosnian; ca Catalan; ce Chechen; ch Chamorro; co Corsican; cr Cree; cs Czech; cu Church Slavic;
cv Chuvash; cy Welsh; da Danish; de German; dv Divehi; dz Dzongkha; ee Ewe; el Greek; en English; eo Esperanto;
es Spanish; et Estonian; eu Basque; fa Persian; ff Fulah; fi Finnish; fj Fijian; fo Faroese; fr French;
fy Western Frisian; ga Irish; gd Scottish Gaelic; gl Galician; gn Guarani; gu Gujarati; gv Manx; ha Hausa; he Hebrew;
hi Hindi; ho Hiri Motu; hr Croatian; ht Haitian Creole; hu Hungarian; hy Armenian; hz Herero; ia Interlingua;
id Indonesian; ie Interlingue; ig Igbo; ii Sichuan Yi; ik Inupiaq; io Ido; is Icelandic; it Italian; iu Inuktitut;
ja Japanese; jv Javanese; ka Georgian; kg Kongo; ki Kikuyu; kj Kuanyama; kk Kazakh; kl Greenlandic; km Khmer;
kn Kannada; ko Korean; kr Kanuri; ks Kashmiri; ku Kurdish; kv Komi; kw Cornish; ky Kyrgyz; la Latin; lb Luxembourgish;
lg Ganda; li Limburgish; ln Lingala; lo Lao; lt Lithuanian; lu Luba-Katanga; lv Latvian; mg Malagasy; mh Marshallese;
mi Maori; mk Macedonian; ml Malayalam; mn Mongolian; mr Marathi; ms Malay; mt Maltese; my Burmese; na Nauru;
nb Norwegian Bokmål; nd North Ndebele; ne Nepali; ng Ndonga; nl Dutch; nn Norwegian Nynorsk; no Norwegian;
nr South Ndebele; nv Navajo; ny Chichewa; oc Occitan; oj Ojibwa; om Oromo; or Odia; os Ossetian; pa Punjabi; pi Pali;
pl Polish; ps Pashto; pt Portuguese; qu Quechua; rm Romansh; rn Rundi; ro Romanian; ru Russian; rw Kinyarwanda;
sa Sanskrit; sc Sardinian; sd Sindhi; se Northern Sami; sg Sango; si Sinhala; sk Slovak; sl Slovenian; sm Samoan;
sn Shona; so Somali; sq Albanian; sr Serbian; ss Swati; st Southern Sotho; su Sundanese; sv Swedish; sw Swahili;
ta Tamil; te Telugu; tg Tajik; th Thai; ti Tigrinya; tk Turkmen; tl Tagalog; tn Tswana; to Tonga; tr Turkish;
ts Tsonga; tt Tatar; tw Twi; ty Tahitian; ug Uyghur; uk Ukrainian; ur Urdu; uz Uzbek; ve Venda; vi Vietnamese;
vo Volapük; wa Walloon; wo Wolof; xh Xhosa; yi Yiddish; yo Yoruba; za Zhuang; zh Chinese; zu Zulu
"""
_THREE_LETTERS = """
ast Asturian; ceb Cebuano; ckb Central Kurdish; cmn Mandarin Chinese; fil Filipino; gsw Swiss German; haw Hawaiian;
kam Kamba; kea Kabuverdianu; luo Luo; nan Min Nan Chinese; nso Northern Sotho; umb Umbundu; wuu Wu Chinese;
yue Cantonese
"""


def _table(text: str) -> dict[str, str]:
    entries = (entry.split(maxsplit=1) for entry in text.replace("\n", " ").split(";"))
    return {code: name.strip() for code, name in entries}


LANGUAGES: dict[str, str] = _table(_TWO_LETTERS) | _table(_THREE_LETTERS)
"""Every code that is accepted, with the language's English name."""

_CODES_BY_NAME = {name.lower(): code for code, name in LANGUAGES.items()}
_SUBTAGS = re.compile(r"(-[A-Za-z0-9]{2,8})*")


def is_language(code: str) -> bool:
    """Whether it is a known code, alone or with subtags as in `pt-BR` or `zh-Hant` (RFC 5646)."""
    return code in LANGUAGES or (
        "-" in code and code.partition("-")[0] in LANGUAGES and bool(_SUBTAGS.fullmatch(code, code.index("-")))
    )


def language_code(words: str) -> str | None:
    """The code of a language by its English name or by a code in capitals; None if it is neither."""
    asked = words.strip().lower()
    return asked if asked in LANGUAGES else _CODES_BY_NAME.get(asked)
