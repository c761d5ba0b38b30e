import AWSAccess
import Foundation
import Prices

/// Turns what there is into what is billed.
struct CostModel: Sendable {
    let scope: AuditScope
    /// Capacity units that each load balancer uses on average.
    let capacityUnits: Amount
    let now: Date

    /// Everything of the environment that is billed by the hour or the month.
    func items(_ inventory: Inventory) -> [CostItem] {
        network(inventory) + compute(inventory) + databases(inventory) + storage(inventory) + monitoring(inventory)
            + unknown()
    }

    private func storage(_ inventory: Inventory) -> [CostItem] {
        inventory.buckets.map { bucket in
            let gibibytes = bucket.size.map { Amount($0 / 1_073_741_824, places: 3) }
            return CostItem(
                resource: scope.reference(to: bucket.name, type: "AWS::S3::Bucket"), tier: .storage,
                what: gibibytes.map { "S3 Standard, \($0) GiB" } ?? "S3 Standard, size not measured yet",
                quantity: gibibytes,
                priced: .bucketStorage)
        }
    }
}
