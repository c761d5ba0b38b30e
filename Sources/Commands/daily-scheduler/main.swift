import Operations

await DailySchedulerCommand().main()
