"""The records of Longgang that the portal starts with: data in TOML, read and entered as a person would enter them."""
