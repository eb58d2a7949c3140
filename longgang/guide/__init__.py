"""The guide (操作手册): a page for each role, whose steps a browser walks and takes the pictures of, so that it cannot go stale.

Each role has a TOML file here: tasks, each of steps. A step says what to do, and how the browser gets there:
`at`: the address to open first; `do`: what to do before the picture (`tests/browser/test_guide.py` says which verbs there are);
`say`: the text, in which every word between “ ” must be on the screen at that moment and what one types stands between backticks;
`skip`: words of the text that are on a screen seen before or after;
`show`: the part of the screen that is pictured, by CSS; `press`: the button or link followed afterwards, which leads to the next step.
`make guide` takes the pictures anew and writes `pictures.json`, what each of them shows.
"""
