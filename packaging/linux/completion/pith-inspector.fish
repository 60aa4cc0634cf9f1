# Completion in fish. The installed program itself says how, so that it fits the version there is.
_PITH_INSPECTOR_COMPLETE=fish_source pith-inspector | source
