// All constructs at once, for an app that does not mind compiling the services behind them.
@_exported import APIConstructs
@_exported import ComputeConstructs
@_exported import ContainerConstructs
@_exported import ContainerServiceConstructs
@_exported import DNSConstructs
@_exported import DataConstructs
@_exported import EventConstructs
@_exported import FunctionConstructs
@_exported import IdentityConstructs
@_exported import LoadBalancingConstructs
@_exported import MessagingConstructs
@_exported import MonitoringConstructs
@_exported import NetworkConstructs
@_exported import SchedulingConstructs
@_exported import StorageConstructs
@_exported import TableConstructs
@_exported import TaskConstructs
