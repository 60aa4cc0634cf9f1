"""How the window looks: colours, icons, fonts, sheet. Nothing here knows a document."""
