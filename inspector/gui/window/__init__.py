"""The program’s window: tabs, menus, settings, and what brings the features together."""
