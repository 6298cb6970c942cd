// Shows the captions as they come. Whatever comes is text and is only ever put in as text.
"use strict";

(() => {
  const SILENT_MS = 40000; // The server says something every 15 s, so a connection that is quiet this long is dead.
  const AGAIN_MS = 5000;
  const PARAGRAPH_CHARACTERS = 280;
  const SENTENCE_END = /[.!?…。！？؟]["'”’»)\]]*$/;
  const FIRST_LOOK = { size: innerWidth < 600 ? 26 : 32, colours: "dark", bold: false, loose: false };
  const KEPT_AS = "transcriber-captions-look";

  const root = document.documentElement;
  const words = document.body.dataset; // In the reader's language.
  const isOverlay = root.classList.contains("overlay");
  const part = (id) => document.getElementById(id);
  const reading = part("reading"), captions = part("captions"), follow = part("follow");

  // ---- the lines ---------------------------------------------------------------------------------------------------

  const lines = new Map(); // By number: what came, and the element that shows it.
  let isFollowing = true;
  let spokenUpTo = 0;

  function take(news) {
    isFollowing = isAtEnd(); // The event of a scroll may still be on its way.
    if (news.anew) forget(Infinity);
    forget(news.first);
    for (const [name, value] of Object.entries(news.look || {})) root.style.setProperty(name, value);
    for (const line of news.lines) show(line);
    for (const paragraph of [...captions.children]) if (!paragraph.firstChild) paragraph.remove();
    part("empty").hidden = lines.size > 0;
    part("empty").textContent = words[news.standing === "listening" ? "silent" : news.standing];
    standing = news.standing;
    sayStanding();
    announce(news);
    if (isFollowing) toEnd();
    follow.hidden = isFollowing || isOverlay;
  }

  function forget(first) {
    for (const [number, line] of lines) {
      if (number < first) {
        line.element.remove();
        lines.delete(number);
      }
    }
  }

  function show(news) {
    const known = lines.get(news.number);
    const element = known ? known.element : place(news);
    const who = document.createElement("span"), text = document.createElement("span"), tail = document.createElement("span");
    who.className = "who";
    who.textContent = news.label ? news.label + ": " : "";
    text.textContent = news.text;
    tail.className = "tail";
    tail.textContent = news.tail || "";
    element.replaceChildren(who, text, tail);
    lines.set(news.number, { news, element });
  }

  // For a reader the lines flow on as paragraphs of the reader's own width; over a picture each stays a line.
  function place(news) {
    const element = document.createElement("span");
    const last = captions.lastElementChild;
    const before = last ? last.textContent.trimEnd() : "";
    const isNew = !last || isOverlay || news.label || (before.length > PARAGRAPH_CHARACTERS && SENTENCE_END.test(before));
    if (isNew) {
      const paragraph = document.createElement("p");
      paragraph.dir = isOverlay ? (news.rtl ? "rtl" : "ltr") : "auto";
      paragraph.append(element);
      captions.append(paragraph);
    } else {
      last.append(" ", element);
    }
    return element;
  }

  // A screen reader hears each line once, when nothing of it changes any more.
  function announce(news) {
    if (isOverlay) return;
    if (news.anew) spokenUpTo = 0; // Another run of the program counts its lines from one again.
    const finished = news.lines.filter((line) => line.finished && line.number > spokenUpTo);
    if (finished.length === 0) return;
    spokenUpTo = finished[finished.length - 1].number;
    if (news.anew) return;
    part("spoken").textContent = finished.map((line) => (line.label ? line.label + ": " : "") + line.text).join(" ");
  }

  function isAtEnd() {
    return reading.scrollHeight - reading.scrollTop - reading.clientHeight < 48;
  }

  function toEnd() {
    reading.scrollTop = reading.scrollHeight;
  }

  reading.addEventListener("scroll", () => {
    isFollowing = isAtEnd();
    if (isFollowing) follow.hidden = true;
  }, { passive: true });
  follow.addEventListener("click", () => { isFollowing = true; toEnd(); follow.hidden = true; reading.focus(); });
  addEventListener("resize", () => { if (isFollowing) toEnd(); });

  // ---- the connection ----------------------------------------------------------------------------------------------

  let source = null, seen = "", watch = 0;
  let standing = ""; // What becomes of the recording, as it came last.
  let isOver = false; // That a connection breaks after the farewell is no news.

  function say(told, isLive) {
    if (part("words").textContent !== told) part("words").textContent = told;
    part("light").classList.toggle("live", isLive);
  }

  function sayStanding() {
    if (standing) say(words[standing], standing === "listening");
  }

  function connect() {
    clearTimeout(watch);
    if (source) source.close();
    source = new EventSource((isOverlay ? "overlay-events" : "events") + (seen ? "?after=" + encodeURIComponent(seen) : ""));
    source.addEventListener("open", () => {
      isOver = false;
      sayStanding(); // Nothing may be new since the connection broke.
    });
    source.addEventListener("captions", (event) => {
      seen = event.lastEventId;
      alive();
      take(JSON.parse(event.data));
    });
    source.addEventListener("beat", alive);
    source.addEventListener("full", () => say(words.full, false));
    source.addEventListener("off", () => {
      isOver = true;
      say(words.off, false);
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) {
        sayRefusal(source);
        again(AGAIN_MS);
      } else if (!isOver) {
        say(words.lost, false);
      }
    });
    again(SILENT_MS);
  }

  // A stream that is refused does not say why. No room is a matter of waiting; otherwise the link may be an old one, or
  // another program has the port.
  async function sayRefusal(refused) {
    const answer = await fetch("", { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (isOver || refused !== source || source.readyState !== EventSource.CLOSED) return;
    say(answer && (answer.ok || answer.status === 503) ? words.full : words.closed, false);
  }

  function alive() { again(SILENT_MS); }

  function again(afterMs) {
    clearTimeout(watch);
    watch = setTimeout(connect, afterMs);
  }

  // ---- the reader's own look ---------------------------------------------------------------------------------------

  // A browser that keeps nothing (a private window) still shows captions.
  function keptLook() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT_AS)) || {};
      return {
        size: Number(kept.size) >= 16 && Number(kept.size) <= 120 ? Number(kept.size) : FIRST_LOOK.size,
        colours: ["dark", "yellow", "cream", "light"].includes(kept.colours) ? kept.colours : FIRST_LOOK.colours,
        bold: kept.bold === true,
        loose: kept.loose === true,
      };
    } catch {
      return { ...FIRST_LOOK };
    }
  }

  let look = keptLook();

  function wear(changes) {
    look = { ...look, ...changes };
    root.dataset.colours = look.colours;
    root.style.setProperty("--size", look.size + "px");
    root.style.setProperty("--weight", look.bold ? "700" : "400");
    root.style.setProperty("--room", look.loose ? "1.7" : "1.35");
    part("size").value = look.size;
    part("size").setAttribute("aria-valuetext", words.pixels.replace("{size}", look.size));
    part("bold").checked = look.bold;
    part("loose").checked = look.loose;
    for (const choice of document.getElementsByName("colours")) choice.checked = choice.value === look.colours;
    if (isFollowing) toEnd();
  }

  function choose(changes) {
    wear(changes);
    try {
      localStorage.setItem(KEPT_AS, JSON.stringify(look));
    } catch {
      // It counts until the page is closed.
    }
  }

  function openLook(isOpen) {
    part("look").hidden = !isOpen;
    part("open").setAttribute("aria-expanded", String(isOpen));
    if (isFollowing) toEnd();
    (isOpen ? part("size") : part("open")).focus();
  }

  const resized = (step) => Math.min(120, Math.max(16, look.size + step));
  part("look").addEventListener("submit", (event) => event.preventDefault());
  part("open").addEventListener("click", () => openLook(part("look").hidden));
  part("done").addEventListener("click", () => openLook(false));
  part("smaller").addEventListener("click", () => choose({ size: resized(-4) }));
  part("larger").addEventListener("click", () => choose({ size: resized(4) }));
  part("size").addEventListener("input", () => choose({ size: Number(part("size").value) }));
  part("bold").addEventListener("change", () => choose({ bold: part("bold").checked }));
  part("loose").addEventListener("change", () => choose({ loose: part("loose").checked }));
  for (const choice of document.getElementsByName("colours")) {
    choice.addEventListener("change", () => choose({ colours: choice.value }));
  }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !part("look").hidden) openLook(false);
  });
  if (document.fullscreenEnabled && !isOverlay) {
    part("fullscreen").hidden = false;
    part("fullscreen").addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen(); else root.requestFullscreen();
    });
  }

  // ---- the overlay, by its address: ?transparent&size=48&bare ---------------------------------------------------------

  if (isOverlay) {
    const asked = new URLSearchParams(location.search);
    const size = Number(asked.get("size"));
    look = { ...FIRST_LOOK, size: size >= 12 && size <= 200 ? size : 44 };
    root.classList.toggle("bare", asked.has("bare"));
  }
  wear({});
  connect();
})();
