/// What the tools for day-to-day operations have to know of an app beside what AWS tells them. It stands beside the
/// app, and its executables hand it to the commands.
///
/// Whatever it leaves out, a tool finds by itself, or does without and says so.
public struct OperatedApp: Sendable, Equatable {
    /// The app's RDS instance: which snapshots are made of, and which is stopped with `--database`.
    public var database: ResourceLocator
    /// The Auto Scaling group of its instances.
    public var instances: ResourceLocator
    /// The load balancer that visitors come to. An output gives its DNS name.
    public var loadBalancer: ResourceLocator
    /// The output with the address that visitors use; without one it is `http://` and the load balancer's DNS name.
    public var addressOutput: String?
    /// What is brought to a bucket, and where in it.
    public var dataLake: DataLake
    /// When people work, and what is to be off at other times; without it nothing is ever stopped.
    public var workingHours: WorkingHours?
    /// The root template's parameters that put right what an audit finds.
    public var parameters: Parameters
    /// What its description reckons with.
    public var describedPrices: DescribedPrices?

    /// An app, as far as it differs from one whose resources are the only ones of their types.
    public init(
        database: ResourceLocator = .onlyOfItsType, instances: ResourceLocator = .onlyOfItsType,
        loadBalancer: ResourceLocator = .onlyOfItsType, addressOutput: String? = nil, dataLake: DataLake = DataLake(),
        workingHours: WorkingHours? = nil, parameters: Parameters = Parameters(),
        describedPrices: DescribedPrices? = nil
    ) {
        self.database = database
        self.instances = instances
        self.loadBalancer = loadBalancer
        self.addressOutput = addressOutput
        self.dataLake = dataLake
        self.workingHours = workingHours
        self.parameters = parameters
        self.describedPrices = describedPrices
    }

    /// A folder of the project whose files are brought to a bucket of the app.
    public struct DataLake: Sendable, Equatable {
        /// The bucket that the files are brought to.
        public var bucket: ResourceLocator
        /// The folder, from the project's root.
        public var folder: String
        /// What the keys begin with, ending in a slash.
        public var prefix: String

        /// Without arguments: everything in `assets` goes under `assets/` in the only bucket there is.
        public init(bucket: ResourceLocator = .onlyOfItsType, folder: String = "assets", prefix: String = "assets/") {
            self.bucket = bucket
            self.folder = folder
            self.prefix = prefix
        }
    }

    /// Names of parameters; nil where the app has none for the purpose.
    public struct Parameters: Sendable, Equatable {
        /// The engine's version of the database.
        public var databaseVersion: String?
        /// The GiB of the database.
        public var databaseStorage: String?
        /// How many days the database's backups are kept.
        public var databaseBackupDays: String?
        /// Whether the database cannot be deleted.
        public var deletionProtection: String?
        /// The certificate of the load balancer's listener.
        public var certificate: String?
        /// The name of one's own that visitors use.
        public var domainName: String?

        /// Only the names of those that the app has.
        public init(
            databaseVersion: String? = nil, databaseStorage: String? = nil, databaseBackupDays: String? = nil,
            deletionProtection: String? = nil,
            certificate: String? = nil, domainName: String? = nil
        ) {
            self.databaseVersion = databaseVersion
            self.databaseStorage = databaseStorage
            self.databaseBackupDays = databaseBackupDays
            self.deletionProtection = deletionProtection
            self.certificate = certificate
            self.domainName = domainName
        }
    }
}
