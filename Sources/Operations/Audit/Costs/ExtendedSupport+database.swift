import AWSAccess
import Foundation
import Prices

extension ExtendedSupport {
    /// What is charged for a database that there is.
    init?(_ database: DatabaseInstance, now: Date) {
        self.init(
            engine: database.engine, version: database.engineVersion, instanceClass: database.instanceClass,
            multiAZ: database.multiAZ, lifecycleSupport: database.engineLifecycleSupport, now: now)
    }
}
