"""``python -m tests.translations``: bring resources/translations up to date with the source.

Collects every text, keeps what is translated, and compiles. Says what is left to be translated:
to be written into the .ts file, by hand or with Qt's Linguist, before it is run again.
"""

import sys

from tests.translations import files, texts


def main() -> int:
    found = texts.collect()
    files.merge(found)
    files.compile_()
    entries = files.read()
    if missed := set(found) ^ entries.keys():
        raise ValueError(f"lupdate has not taken over: {missed}")
    left = [text for text, entry in entries.items() if not entry.is_finished]
    for text in left:
        print(f"{text.context}: {text.text!r}")
    print(f"{len(entries)} texts, {len(left)} not translated")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
