#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// File operations straight from the operating system: loading FoundationEssentials alone takes longer than the work
/// that `synth` does.
package enum SystemFiles {
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// What a file holds; nil where there is none.
    package static func contents(of path: String) throws(SystemError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .last
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .last }
        var failure: SystemError?
        let contents = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            while count < buffer.count {
                let got = read(file, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = .last }
                guard got > 0 else { break }
                count += got
            }
        }
        if let failure { throw failure }
        return contents
    }

    /// Puts a file in place at once: whoever reads it, and whatever interrupts, finds the old content or the new.
    package static func replace(_ path: String, with contents: [UInt8]) throws(SystemError) {
        let draft = path + ".\(getpid()).draft"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw .last }
        var status = stat()
        if stat(path, &status) == 0 { fchmod(file, status.st_mode & 0o777) }
        do throws(SystemError) {
            try finish(file, with: contents)
            guard rename(draft, path) == 0 else { throw .last }
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Removes drafts of files that a process left when it was killed; those of a living one are its own.
    package static func removeAbandonedDrafts(in folder: String, of isOurs: (String) -> Bool) {
        for name in (try? names(in: folder)) ?? [] where name.hasSuffix(".draft") {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard let writer = parts.dropLast().last.flatMap({ pid_t($0) }), writer > 0, kill(writer, 0) != 0,
                errno == ESRCH,
                isOurs(parts.dropLast(2).joined(separator: "."))
            else { continue }
            unlink(folder + "/" + name)
        }
    }

    /// Writes a file that was opened, and closes it.
    private static func finish(_ file: Int32, with contents: [UInt8]) throws(SystemError) {
        defer { close(file) }
        var rest = contents[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .last }
            rest = rest.dropFirst(count)
        }
    }

    package static func remove(_ path: String) throws(SystemError) {
        guard unlink(path) == 0 else { throw .last }
    }

    /// The names in a folder in no order, without those that begin with a dot; none where there is no folder.
    package static func names(in path: String) throws(SystemError) -> [String] {
        try entries(in: path).map(\.name)
    }

    /// The same, and which of them are folders; a link to a folder is none.
    package static func entries(in path: String) throws(SystemError) -> [(name: String, isFolder: Bool)] {
        guard let folder = opendir(path) else {
            let error = SystemError.last
            // Not a folder, or below something that is none: the latter is no folder yet.
            if error.code == ENOENT || (error.code == ENOTDIR && access(path, F_OK) != 0) { return [] }
            throw error
        }
        defer { closedir(folder) }
        var entries: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { entries.append((name, isFolder(path + "/" + name, entry.pointee.d_type))) }
        }
        return entries
    }

    /// All names in a folder in no order, as the file system has them; nil where it cannot be read.
    static func allNames(in path: String) -> [[UInt8]]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
        return names
    }

    /// Not every file system says in its list what a name is.
    private static func isFolder(_ path: String, _ type: UInt8) -> Bool {
        guard type == UInt8(DT_UNKNOWN) else { return type == UInt8(DT_DIR) }
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes a folder and those above it that are missing.
    package static func makeFolder(_ path: String) throws(SystemError) {
        guard mkdir(path, 0o777) != 0 else { return }
        let error = SystemError.last
        switch error.code {
        case EEXIST:
            return
        case ENOENT:
            guard let end = path.drop(while: { $0 == "/" }).lastIndex(of: "/") else { throw error }
            try makeFolder(String(path[..<end]))
            guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .last }
        default:
            throw error
        }
    }
}

/// What the operating system said.
package struct SystemError: Error, CustomStringConvertible {
    package let code: Int32

    /// The error of the call that failed last in this thread.
    package static var last: SystemError { SystemError(code: errno) }

    package var description: String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
}

/// `write(2)`, under a name that a method called `write` does not hide.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}

extension [UInt8] {
    /// `==` with one call for all bytes instead of one comparison each.
    package func hasSameBytes(as other: [UInt8]) -> Bool {
        count == other.count
            && withUnsafeBytes { own in
                other.withUnsafeBytes { others in
                    guard let first = own.baseAddress, let second = others.baseAddress else { return true }
                    return memcmp(first, second, own.count) == 0
                }
            }
    }
}
