import Foundation
import JSON

extension AWSCLI {
    /// Runs a command and decodes the JSON it writes; keys are the AWS ones with a small first letter.
    ///
    /// - Throws: ``AWSError``, also for an answer of another shape, with its place; `CancellationError` when the task
    ///   is cancelled.
    public func run<Answer: Decodable>(
        _ arguments: [String], input: Data? = nil, as type: Answer.Type
    ) async throws -> Answer {
        try Self.decode(type, from: await run(arguments, input: input), of: Self.name(of: arguments))
    }

    /// The same for a command that writes nothing at all, or `null`, where there is nothing to tell.
    package func run<Answer: Decodable>(_ arguments: [String], ifAny type: Answer.Type) async throws -> Answer? {
        let data = try await run(arguments)
        return data.isEmpty ? nil : try Self.decode(Answer?.self, from: data, of: Self.name(of: arguments))
    }

    /// Decodes what a command answered.
    ///
    /// - Parameters:
    ///   - command: as messages show it, such as `aws rds describe-db-instances`.
    ///   - subject: what the bytes are, where they are a part of the answer.
    package static func decode<Answer: Decodable>(
        _ type: Answer.Type, from data: Data, of command: String, subject: String = "its answer"
    ) throws(AWSError) -> Answer {
        let bytes = Array(data)
        do {
            // The answer is in memory, however large it is.
            return try JSONValue(parsing: bytes, limits: JSONLimits(bytes: .max)).decoded(as: type, keys: .capitalized)
        } catch {
            throw .failed(command: command, status: 0, detail: problem(with: subject, bytes, error))
        }
    }

    /// Why an answer cannot be read; most likely it is not the AWS CLI that gave it.
    private static func problem(with subject: String, _ answer: [UInt8], _ error: JSONError) -> String {
        let isBlank = answer.allSatisfy { $0 == UInt8(ascii: " ") || (0x09...0x0D).contains($0) }
        let problem =
            isBlank
            ? "it answered nothing"
            : "\(subject) cannot be read: line \(error.place.line), column \(error.place.column): \(error.explanation), in \(AnswerExcerpt(of: answer, at: error.place))"
        return "\(problem); is the 'aws' on PATH the AWS CLI?"
    }
}
