"""Events come with the next issue; the app stands so that the arrows of the house are fixed."""
