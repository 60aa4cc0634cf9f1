"""The view Coverage: what each signature covers."""
