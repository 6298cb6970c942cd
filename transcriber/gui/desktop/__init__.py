"""The program on a desktop: one window, a tray icon, notifications, what it follows and where it stands."""
