"""What a person reads of us, found in the code and kept in a catalog for each language.

Nothing of this runs on a site: it reads the compiled catalogs that lie beside the others, as Django does.
"""
