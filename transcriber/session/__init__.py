"""One live recording: capture, spool, connection, ledger; notices out. Everything here runs on the session thread."""
