// simdjson is C++; only CBuildScan includes it. This module brings its flags and its library.
