/* Who has signed out leaves nothing typed behind in this browser. */
"use strict";
try { indexedDB.deleteDatabase("desk"); } catch (error) { /* storage is shut: nothing was kept */ }
