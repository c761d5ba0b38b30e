import AWSAccess
import Diagnostics
import Prices

extension ExtendedSupport {
    /// What is charged for a database that there is.
    init?(_ database: DatabaseInstance, today: Day) {
        self.init(
            engine: database.engine, version: database.engineVersion, instanceClass: database.instanceClass,
            multiAZ: database.multiAZ, lifecycleSupport: database.engineLifecycleSupport, today: today)
    }
}
