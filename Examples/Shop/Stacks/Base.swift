import CloudFormation
import ContainerConstructs
import DataConstructs
import MessagingConstructs
import NetworkConstructs

/// What the parts of the shop have in common: the network, the database, the orders that wait, and the images.
struct Base {
    let network: Network
    let database: PostgreSQLDatabase
    let orders: Queue
    let images: Repository

    init(in root: Stack, _ settings: Settings) {
        let stack = root.nestedStack("Base", description: "Network, database, orders that wait, images")
        let name: Value<String> = "shop-\(settings.environment)"
        network = Network(in: stack.scope("Net"), name: name)
        database = PostgreSQLDatabase(
            in: stack.scope("Data"), name: name, network: network, version: .v17, instanceClass: "db.t4g.micro",
            multiAZ: .if(settings.isProduction, true, else: false),
            deletionProtection: .if(settings.isProduction, true, else: false))
        orders = Queue(in: stack.scope("Orders"))
        images = Repository(in: stack.scope("Images"))
    }
}
