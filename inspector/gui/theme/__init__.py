"""The look of the window: colours, icons, fonts, style sheet. Nothing here knows documents."""
