import Operations

await AuditCommand().main()
