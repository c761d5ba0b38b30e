/// Processors and memory of a task on AWS Fargate, in a pair that there is.
///
///     let small = TaskSize.quarterVCPU(.mib512)
///     let size = TaskSize.if(isProduction, .vCPU2(.gib8), else: .halfVCPU(.gib1))
///
/// "Task definition parameters for Fargate" in the Amazon ECS developer guide. Linux has all of them.
public struct TaskSize: Sendable {
    /// In 1024 parts of a processor.
    let cpu: Value<String>
    /// In MiB.
    let memory: Value<String>

    /// What a quarter of a processor may have.
    public enum MemoryOfQuarter: Int, Sendable {
        case mib512 = 512
        case gib1 = 1024
        case gib2 = 2048
    }

    /// What half a processor may have, in GiB.
    public enum MemoryOfHalf: Int, Sendable {
        case gib1 = 1
        case gib2, gib3, gib4
    }

    /// What a processor may have, in GiB.
    public enum MemoryOf1: Int, Sendable {
        case gib2 = 2
        case gib3, gib4, gib5, gib6, gib7, gib8
    }

    /// What two processors may have, in GiB.
    public enum MemoryOf2: Int, Sendable {
        case gib4 = 4
        case gib5, gib6, gib7, gib8, gib9, gib10, gib11, gib12, gib13, gib14, gib15, gib16
    }

    /// What four processors may have, in GiB.
    public enum MemoryOf4: Int, Sendable {
        case gib8 = 8
        case gib9, gib10, gib11, gib12, gib13, gib14, gib15, gib16, gib17, gib18, gib19, gib20, gib21, gib22, gib23
        case gib24, gib25, gib26, gib27, gib28, gib29, gib30
    }

    /// What eight processors may have, in GiB.
    public enum MemoryOf8: Int, Sendable {
        case gib16 = 16
        case gib20 = 20
        case gib24 = 24
        case gib28 = 28
        case gib32 = 32
        case gib36 = 36
        case gib40 = 40
        case gib44 = 44
        case gib48 = 48
        case gib52 = 52
        case gib56 = 56
        case gib60 = 60
    }

    /// What sixteen processors may have, in GiB.
    public enum MemoryOf16: Int, Sendable {
        case gib32 = 32
        case gib40 = 40
        case gib48 = 48
        case gib56 = 56
        case gib64 = 64
        case gib72 = 72
        case gib80 = 80
        case gib88 = 88
        case gib96 = 96
        case gib104 = 104
        case gib112 = 112
        case gib120 = 120
    }

    /// What thirty-two processors may have, in GiB.
    public enum MemoryOf32: Int, Sendable {
        case gib60 = 60
        case gib120 = 120
        case gib244 = 244
    }

    /// A quarter of a processor.
    public static func quarterVCPU(_ memory: MemoryOfQuarter) -> TaskSize {
        TaskSize(cpu: 256, mebibytes: memory.rawValue)
    }

    /// Half a processor.
    public static func halfVCPU(_ memory: MemoryOfHalf) -> TaskSize { TaskSize(cpu: 512, gibibytes: memory.rawValue) }

    /// One processor.
    public static func vCPU1(_ memory: MemoryOf1) -> TaskSize { TaskSize(cpu: 1024, gibibytes: memory.rawValue) }

    /// Two processors.
    public static func vCPU2(_ memory: MemoryOf2) -> TaskSize { TaskSize(cpu: 2048, gibibytes: memory.rawValue) }

    /// Four processors.
    public static func vCPU4(_ memory: MemoryOf4) -> TaskSize { TaskSize(cpu: 4096, gibibytes: memory.rawValue) }

    /// Eight processors.
    public static func vCPU8(_ memory: MemoryOf8) -> TaskSize { TaskSize(cpu: 8192, gibibytes: memory.rawValue) }

    /// Sixteen processors.
    public static func vCPU16(_ memory: MemoryOf16) -> TaskSize { TaskSize(cpu: 16_384, gibibytes: memory.rawValue) }

    /// Thirty-two processors.
    public static func vCPU32(_ memory: MemoryOf32) -> TaskSize { TaskSize(cpu: 32_768, gibibytes: memory.rawValue) }

    /// One of two sizes, by a declared condition.
    public static func `if`(_ condition: Condition, _ size: TaskSize, else alternative: TaskSize) -> TaskSize {
        TaskSize(
            cpu: .if(condition, size.cpu, else: alternative.cpu),
            memory: .if(condition, size.memory, else: alternative.memory))
    }

    private init(cpu: Value<String>, memory: Value<String>) {
        self.cpu = cpu
        self.memory = memory
    }

    private init(cpu units: Int, mebibytes: Int) {
        self.init(cpu: Value(String(units)), memory: Value(String(mebibytes)))
    }

    private init(cpu units: Int, gibibytes: Int) {
        self.init(cpu: units, mebibytes: gibibytes * 1024)
    }
}
