"""The lock files of the Python packages: what is chosen by hand, and everything that it brings, with hashes.

`requirements.txt` names what the project uses, exactly; `requirements.lock` beside it names all that has to be
installed for it, with the SHA-256 of every file of each release, for every system and every Python that the README
promises. pip installs from the lock alone, and nothing that is not in it (pip's user guide, "Hash-checking mode").
"""
