"""The window's side of the caption page and the caption file: a switch, addresses, a QR code."""
