/// The media type of an object, told from its file's extension: what a browser and a query engine go by.
enum ContentType {
    /// The types that are sent for names without an extension, or with one that is not known.
    static let unknown = "application/octet-stream"

    /// The type for a file.
    ///
    /// - Parameters:
    ///   - path: its path or name; the case of the extension does not count.
    ///   - isUTF8: whether its content is valid UTF-8. What is not is sent without a charset: a wrong one turns every
    ///     accent of an old spreadsheet's export into garbage, with none a reader guesses.
    static func of(_ path: String, isUTF8: Bool) -> String {
        let type = type(of: path)
        return hasCharset(type) && isUTF8 ? type + "; charset=utf-8" : type
    }

    /// Whether a file is text whose charset has to be said, so that it must be known.
    static func isText(_ path: String) -> Bool { hasCharset(type(of: path)) }

    private static func type(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return unknown }
        return types[name[name.index(after: dot)...].lowercased()] ?? unknown
    }

    /// JSON has no charset (RFC 8259, section 11), and XML says its own; everything under `text/` needs one.
    private static func hasCharset(_ type: String) -> Bool { type.hasPrefix("text/") }

    /// From IANA's "Media Types" registry; `x-` where a format is in wide use and not registered.
    private static let types = [
        // Images
        "avif": "image/avif", "bmp": "image/bmp", "gif": "image/gif", "heic": "image/heic",
        "ico": "image/vnd.microsoft.icon",
        "jpeg": "image/jpeg", "jpg": "image/jpeg", "jxl": "image/jxl", "png": "image/png", "svg": "image/svg+xml",
        "tif": "image/tiff", "tiff": "image/tiff", "webp": "image/webp",
        // Data
        "avro": "application/vnd.apache.avro", "csv": "text/csv", "geojson": "application/geo+json",
        "json": "application/json",
        "jsonl": "application/jsonl", "jsonld": "application/ld+json", "ndjson": "application/x-ndjson",
        "orc": "application/vnd.apache.orc",
        "parquet": "application/vnd.apache.parquet", "sqlite": "application/vnd.sqlite3",
        "tsv": "text/tab-separated-values",
        "xml": "application/xml", "yaml": "application/yaml", "yml": "application/yaml",
        // Documents
        "doc": "application/msword", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "ods": "application/vnd.oasis.opendocument.spreadsheet", "odt": "application/vnd.oasis.opendocument.text",
        "pdf": "application/pdf", "ppt": "application/vnd.ms-powerpoint",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation", "rtf": "application/rtf",
        "xls": "application/vnd.ms-excel", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        // Text and the web
        "css": "text/css", "htm": "text/html", "html": "text/html", "ics": "text/calendar", "js": "text/javascript",
        "log": "text/plain", "map": "application/json", "markdown": "text/markdown", "md": "text/markdown",
        "mjs": "text/javascript",
        "txt": "text/plain", "vcf": "text/vcard", "wasm": "application/wasm",
        "webmanifest": "application/manifest+json",
        // Fonts
        "otf": "font/otf", "ttf": "font/ttf", "woff": "font/woff", "woff2": "font/woff2",
        // Sound and video
        "flac": "audio/flac", "m4a": "audio/mp4", "mov": "video/quicktime", "mp3": "audio/mpeg", "mp4": "video/mp4",
        "ogg": "audio/ogg", "opus": "audio/ogg", "vtt": "text/vtt", "wav": "audio/vnd.wave", "webm": "video/webm",
        // 3D models
        "glb": "model/gltf-binary", "gltf": "model/gltf+json", "usdz": "model/vnd.usdz+zip",
        // Archives: never a content encoding, because a client would unpack what was stored packed.
        "7z": "application/x-7z-compressed", "bz2": "application/x-bzip2", "gz": "application/gzip",
        "tar": "application/x-tar",
        "tgz": "application/gzip", "xz": "application/x-xz", "zip": "application/zip", "zst": "application/zstd",
    ]
}
