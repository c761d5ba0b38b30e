import AWSSQS
import AWSServerless

/// What macros read, and what only a deployment knows
public enum Macros {
    public static func app() -> App {
        let app = App()
        let stack = app.stack("Macros", description: "What macros read, and what only a deployment knows")
        stack.addTransform("AWS::LanguageExtensions")
        stack.addTransform("AWS::Include", parameters: ["Location": "s3://shop/part.yaml"])
        let stage = stack.parameter("Stage", default: "dev")
        let names = stack.parameter("Names", .commaDelimitedList, default: ["Paid", "Sent"])
        let kept = stack.parameter("Kept", default: "Retain", allowedValues: ["Retain", "Delete"])
        let isProduction = stack.condition("IsProduction", stage == "prod")
        let isNowhere = stack.condition("IsNowhere", Value<String>.noValue == "us-east-1")

        // TODO: no type has the section Globals
        stack.addSection(
            "Globals", ["Function": ["Timeout": 30, "Environment": ["Variables": ["STAGE": JSON(stage)]]]])

        let work = stack.add(
            "Work",
            Serverless.Function(
                handler: "index.handler",
                inlineCode: "exports.handler = async () => 1",
                runtime: "nodejs22.x"))
        // TODO: no type has the attribute IgnoreGlobals
        work.overrideAttribute("IgnoreGlobals", with: ["Timeout"])

        let choice = stack.add("Choice", RawResource("Custom::Choice", properties: ["ServiceToken": JSON(work.arn)]))
        // TODO: no type has the attribute Version
        choice.overrideAttribute("Version", with: "1.0")

        let queue = stack.add("Queue", SQS.Queue(delaySeconds: 3))
        // TODO: DeletionPolicy is written out in Swift, and this one is computed
        queue.overrideAttribute("DeletionPolicy", with: JSON(kept))
        // TODO: UpdateReplacePolicy is written out in Swift, and this one is computed
        queue.overrideAttribute("UpdateReplacePolicy", with: JSON(kept))

        // TODO: its Properties are made by a function
        let made = stack.add("Made", RawResource("AWS::SQS::Queue"), condition: isNowhere)
        made.overrideAttribute("Properties", with: .if(isProduction, ["DelaySeconds": 4], else: ["DelaySeconds": 5]))

        // TODO: a loop in it counts what only a deployment knows
        stack.add(
            "Tagged",
            RawResource(
                "AWS::SQS::Queue",
                properties: ["Fn::ForEach::Settings": ["Setting", JSON(names), ["${Setting}": "1"]]]))

        // TODO: only a deployment knows what Fn::ForEach::Topics makes
        stack.addMember(
            "Fn::ForEach::Topics",
            [
                "Name",
                JSON(names),
                [
                    "Topic${Name}": [
                        "Type": "AWS::SNS::Topic",
                        "Condition": "IsProduction",
                        "Properties": ["DisplayName": ["Fn::Sub": "${Stage}-${Name}"]],
                    ]
                ],
            ],
            to: .resources)

        stack.output("Url", made.ref)

        return app
    }
}
