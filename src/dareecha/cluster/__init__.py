"""The local PostgreSQL: found, started, its roles made, and checked. Knows no Django."""

from dareecha.cluster.errors import ClusterError
from dareecha.cluster.server import Connections, LocalCluster

__all__ = ["ClusterError", "Connections", "LocalCluster"]
