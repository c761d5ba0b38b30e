import AWSAccess
import Diagnostics
import Foundation

/// Reads an inventory with as few calls as its services allow, side by side.
struct InventoryReader: Sendable {
    /// What was read, put where it belongs.
    typealias Change = @Sendable (inout Inventory) -> Void

    /// A few calls that belong together, and what it means when they are refused.
    struct Reading: Sendable {
        let what: String
        let atStake: Diagnostic.Severity
        let read: @Sendable (AWSCLI) async throws -> Change
    }

    let aws: AWSCLI
    let scope: AuditScope
    /// CloudWatch is asked for the days before.
    let now: Date
    /// Told what is being read, how many readings are done, and how many there are so far.
    let progress: @Sendable (_ underWay: [String], _ done: Int, _ all: Int) async -> Void

    /// Reads everything.
    ///
    /// A refused call leaves its part empty, with an entry in `unchecked`.
    ///
    /// - Throws: `AWSError` where no call can succeed, such as without credentials; `CancellationError`.
    func read() async throws -> Inventory {
        var inventory = Inventory()
        let first = accountReadings
        try await apply(first, to: &inventory, done: 0, of: first.count)
        let second = detailReadings(of: inventory)
        try await apply(second, to: &inventory, done: first.count, of: first.count + second.count)
        inventory.unchecked.sort { ($0.atStake, $1.what) > ($1.atStake, $0.what) }
        return inventory
    }

    private func apply(_ readings: [Reading], to inventory: inout Inventory, done: Int, of all: Int) async throws {
        let board = Board(done: done)
        let changes = try await concurrently(readings, atMost: AWSCLI.simultaneousCalls) { reading in
            let begun = await board.begin(reading.what)
            await progress(begun.underWay, begun.done, all)
            let change = try await attempt(reading)
            let ended = await board.end(reading.what)
            await progress(ended.underWay, ended.done, all)
            return change
        }
        for change in changes { change(&inventory) }
    }

    private func attempt(_ reading: Reading) async throws -> Change {
        do {
            return try await reading.read(aws)
        } catch let error as AWSError where !error.concernsAllServices {
            let unchecked = Inventory.Unchecked(what: reading.what, reason: "\(error)", atStake: reading.atStake)
            return { $0.unchecked.append(unchecked) }
        }
    }
}

/// What several tasks are reading, and how many have ended.
private actor Board {
    private var underWay: [String] = []
    private var done: Int

    init(done: Int) { self.done = done }

    func begin(_ what: String) -> (underWay: [String], done: Int) {
        underWay.append(what)
        return (underWay, done)
    }

    func end(_ what: String) -> (underWay: [String], done: Int) {
        if let index = underWay.firstIndex(of: what) { underWay.remove(at: index) }
        done += 1
        return (underWay, done)
    }
}
