import AWSAccess
import Environments

/// A resource of a stack that is gone, as its newest event tells.
struct ResourceHistory: Sendable, Equatable {
    /// The name of the stack that held it.
    let stackName: String
    /// What messages call it: the logical IDs from the root's nested stack down.
    let name: String
    let logicalID: String
    let physicalID: String
    let type: String
    var status: StackStatus
    /// When its newest event happened.
    var latest: ServiceTime
    /// When its creation and its last deletion began, where the events tell.
    var creationBegan: ServiceTime?
    var deletionBegan: ServiceTime?
    var hasEnhancedMonitoring = false
}
