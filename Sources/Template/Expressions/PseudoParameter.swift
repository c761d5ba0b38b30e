extension Template {
    /// What CloudFormation knows of the deployment itself ("Pseudo parameters reference" in its user guide).
    public enum PseudoParameter: String, Sendable, CaseIterable {
        case accountID = "AWS::AccountId"
        case notificationARNs = "AWS::NotificationARNs"
        case noValue = "AWS::NoValue"
        case partition = "AWS::Partition"
        case region = "AWS::Region"
        case stackID = "AWS::StackId"
        case stackName = "AWS::StackName"
        case urlSuffix = "AWS::URLSuffix"
    }
}
