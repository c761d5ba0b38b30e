import AWSAccess
import Environments
import Foundation
import Synchronization

/// Sends files with a few `aws s3 cp`, several at a time.
struct Uploader: Sendable {
    /// What did not arrive, and why.
    struct Failure: Sendable {
        var missing: [Upload] = []
        /// Each cause once.
        var causes: [AWSError] = []
    }

    /// A command is busy computing for two milliseconds a file, more than it waits for the service: one a processor.
    /// More than four would bring a bucket to the rate at which it asks to slow down.
    static let workers = max(2, min(4, ProcessInfo.processInfo.activeProcessorCount))
    private static let rounds = 3

    let bucket: DataLakeBucket
    let keeper: ManifestKeeper
    let arrivals: Arrivals
    let progress: TransferProgress

    private var aws: AWSCLI { bucket.aws }

    /// Sends files, and has recorded now and then what arrived. What fails for a reason that passes is tried twice
    /// more; any other failure stops what has not begun.
    ///
    /// - Throws: `CancellationError`; what arrived until then is in ``arrivals``.
    func send(_ uploads: [Upload]) async throws -> Failure {
        defer { progress.finish() }
        return try await withThrowingTaskGroup(of: Failure?.self) { group in
            // Beside the transfers: one of a large file may take long, and others take a run that is not heard of for
            // dead.
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(5))
                    try await keeper.recordWhenDue(arrivals)
                }
            }
            group.addTask { try await sendRepeatedly(uploads) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private func sendRepeatedly(_ uploads: [Upload]) async throws -> Failure {
        var failure = Failure(missing: uploads)
        var pause = Duration.seconds(2)
        for round in 1...Self.rounds {
            failure.causes = try await sendOnce(failure.missing)
            failure.missing = failure.missing.filter { !arrivals.contains($0.path) }
            if failure.missing.isEmpty { return Failure() }
            guard round < Self.rounds, failure.causes.allSatisfy(\.isPassing) else { break }
            progress.note("\(Quantity.files(failure.missing.count)) did not get through; trying again")
            try await aws.sleep(pause)
            pause *= 2
        }
        return failure
    }

    private func sendOnce(_ uploads: [Upload]) async throws -> [AWSError] {
        var waiting = Array(UploadBatch.batches(of: uploads, workers: Self.workers).enumerated())[...]
        var causes: [AWSError] = []
        try await withThrowingTaskGroup(of: [AWSError].self) { group in
            func startNext() {
                guard causes.allSatisfy(\.isPassing), let (number, batch) = waiting.popFirst() else { return }
                group.addTask {
                    let causes = try await send(batch, number: number)
                    try await keeper.recordWhenDue(arrivals)
                    return causes
                }
            }
            for _ in 1...Self.workers { startNext() }
            for try await found in group {
                for cause in found where !causes.contains(where: { $0.isSame(as: cause) }) { causes.append(cause) }
                startNext()
            }
        }
        return causes
    }

    private func send(_ batch: UploadBatch, number: Int) async throws -> [AWSError] {
        let reader = BatchReader(batch, number: number, uploader: self)
        let result = try await TemporaryDirectory.use { directory in
            try batch.stage(in: directory)
            return try await aws.follow(
                [
                    "s3", "cp", directory, bucket.location.url, "--recursive", "--content-type", batch.contentType,
                ] + (batch.showsProgressWithinFiles ? [] : ["--no-progress"]),
                // Whatever the locale, names are bytes of UTF-8.
                environment: ["PYTHONUTF8": "1"], onOutput: reader.read)
        }
        guard result.status != 0 else {
            batch.uploads.forEach(reader.arrived)
            return []
        }
        let lines = result.errors.split(whereSeparator: \.isNewline)
        let causes = (lines.isEmpty ? [""] : lines.prefix(100)).map { line in
            AWSError.classify(String(line), status: result.status, command: "aws s3 cp", connection: aws.connection)
                .explained(at: bucket.location, in: aws.connection.region)
        }
        return causes.reduce(into: []) { kept, cause in
            if kept.count < 3, !kept.contains(where: { $0.isSame(as: cause) }) { kept.append(cause) }
        }
    }
}

/// Turns what a command writes into arrivals and progress.
private final class BatchReader: Sendable {
    private struct State {
        var output: TransferOutput
        var arrivedBytes = 0
    }

    private let number: Int
    private let uploader: Uploader
    /// Whether what is written is the command's own, and worth reading.
    private let isReadable: Bool
    private let uploads: [ObjectKey: Upload]
    private let state: Mutex<State>

    init(_ batch: UploadBatch, number: Int, uploader: Uploader) {
        self.number = number
        self.uploader = uploader
        isReadable = batch.hasPlainNames
        uploads = Dictionary(batch.uploads.map { (uploader.bucket.location.key(of: $0.asset.path), $0) }) { first, _ in
            first
        }
        state = Mutex(State(output: TransferOutput(bucket: uploader.bucket.location.bucket)))
    }

    @Sendable func read(_ piece: Data) {
        guard isReadable else { return }
        for event in state.withLock({ $0.output.read(piece) }) {
            switch event {
            case .arrived(let key): if let upload = uploads[key] { arrived(upload) }
            case .completed(let bytes):
                let arrived = state.withLock { $0.arrivedBytes }
                uploader.progress.partial(bytes: max(0, bytes - arrived), of: number)
            }
        }
    }

    func arrived(_ upload: Upload) {
        guard uploader.arrivals.add(upload) else { return }
        state.withLock { $0.arrivedBytes = $0.arrivedBytes.addingClamped(upload.asset.bytes) }
        uploader.progress.finished(bytes: upload.asset.bytes, of: number)
    }
}

extension AWSError {
    /// Whether another is the same trouble: messages name the object, and ten thousand of them are one.
    fileprivate func isSame(as other: AWSError) -> Bool {
        switch (self, other) {
        case (.accessDenied(let a, _, _), .accessDenied(let b, _, _)): a == b
        case (.service(let a, _, _), .service(let b, _, _)): a == b
        default: self == other
        }
    }
}
