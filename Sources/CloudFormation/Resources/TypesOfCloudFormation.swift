// The types of AWS::CloudFormation are looked for in the module of that name, which is this one. They are generated like
// those of every service, into a module above this one: whoever writes `CloudFormation.WaitCondition(count: 1)` is told
// where. A type could not tell, because the compiler looks at arguments before it looks at availability.

@available(*, unavailable, message: "import AWSCloudFormation, and write AWS.CloudFormation.CustomResource")
public var CustomResource: TypeOfAnotherModule { TypeOfAnotherModule() }

@available(*, unavailable, message: "import AWSCloudFormation, and write AWS.CloudFormation.Macro")
public var Macro: TypeOfAnotherModule { TypeOfAnotherModule() }

@available(*, unavailable, message: "import AWSCloudFormation, and write AWS.CloudFormation.StackSet")
public var StackSet: TypeOfAnotherModule { TypeOfAnotherModule() }

@available(*, unavailable, message: "import AWSCloudFormation, and write AWS.CloudFormation.WaitCondition")
public var WaitCondition: TypeOfAnotherModule { TypeOfAnotherModule() }

@available(*, unavailable, message: "import AWSCloudFormation, and write AWS.CloudFormation.WaitConditionHandle")
public var WaitConditionHandle: TypeOfAnotherModule { TypeOfAnotherModule() }

/// Can be called with any arguments, so that the compiler comes to say what to import.
@dynamicCallable
public struct TypeOfAnotherModule: Sendable {
    public func dynamicallyCall(withKeywordArguments arguments: KeyValuePairs<String, any Sendable>) -> RawResource {
        RawResource("")
    }
}
