import Deployment

await OutputsCommand().main()
