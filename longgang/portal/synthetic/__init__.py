"""Synthetic data (示例数据): a portal of any size whose every record is invented and says so."""
