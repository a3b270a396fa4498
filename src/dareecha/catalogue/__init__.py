"""Catalogues as published: immutable bundles of YAML files, known by their digest."""
