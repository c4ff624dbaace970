// Replaced with the first test of this folder.
