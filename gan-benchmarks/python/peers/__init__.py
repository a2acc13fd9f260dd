"""gan4j and what people would otherwise use, timed side by side: see gan-benchmarks/peers."""
