"""The demo for tests of the portal's own pages."""

from tests.demo import longgang, own_folder, small_pictures

__all__ = ["longgang", "own_folder", "small_pictures"]
