"""Why the program cannot start, said in a sentence: known without Qt and without any package."""
