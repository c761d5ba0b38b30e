import Operations

await BackupManagerCommand().main()
