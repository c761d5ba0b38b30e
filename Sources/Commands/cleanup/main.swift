import Operations

await CleanupCommand().main()
