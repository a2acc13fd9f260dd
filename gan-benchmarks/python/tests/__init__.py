"""python3 -m unittest, in the folder above; needs nothing but the language."""
