import Operations

await PopulateCommand().main()
