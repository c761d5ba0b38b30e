import Operations

await LoadCommand().main()
