/** Rows whose published comment has two spaces where the raw one has one: technique and category by control. */
export const AWS_SPACED: Readonly<Record<string, string>> = {
  amazon_virtual_private_cloud: 'T1008 protect, T1095 protect, T1133 protect, T1542 protect',
  aws_cloudwatch: 'T1610 detect',
  aws_identity_and_access_management: 'T1078.004 protect',
  aws_rds: 'T1529 detect',
  aws_security_hub:
    'T1078 detect, T1078.004 detect, T1098 detect, T1098.001 detect, T1110.001 detect, T1110.003 detect, T1110.004 detect, T1530 detect, T1531 detect, T1562 detect, T1562.001 detect, T1562.007 detect, T1562.008 detect, T1580 detect',
  aws_web_application_firewall:
    'T1046 protect, T1059 protect, T1059.001 protect, T1059.004 protect, T1059.007 protect, T1071 protect, T1071.001 protect, T1190 protect, T1595 protect, T1595.001 protect, T1595.002 protect',
};
export const AZURE_SPACED: Readonly<Record<string, string>> = {
  alerts_for_azure_cosmos_db: 'T1213 detect',
  alerts_for_windows_machines:
    'T1003 detect, T1055.001 detect, T1055.002 detect, T1055.003 detect, T1055.004 detect, T1055.005 detect, T1055.011 detect, T1055.012 detect, T1055.013 detect, T1059.001 detect, T1059.003 detect, T1068 detect, T1070 detect, T1078.001 detect, T1078.003 detect, T1110 detect, T1189 detect, T1190 detect, T1203 detect, T1204 detect, T1210 detect, T1211 detect, T1212 detect, T1562.001 detect, T1563 detect',
  azure_ad_identity_secure_score:
    'T1078.001 protect, T1078.003 protect, T1078.004 protect, T1110.001 protect, T1110.002 protect, T1110.003 protect, T1110.004 protect, T1528 protect, T1558.001 protect, T1558.004 protect',
  azure_alerts_for_network_layer: 'T1110 detect',
  azure_defender_for_app_service: 'T1003 detect, T1558 detect, T1574 detect',
  azure_defender_for_resource_manager:
    'T1068 detect, T1069 detect, T1069.003 detect, T1087 detect, T1087.004 detect, T1526 detect, T1538 detect, T1555 detect, T1562 detect, T1562.001 detect, T1580 detect',
  azure_security_center_recommendations:
    'T1040 protect, T1078.004 protect, T1110 protect, T1190 protect, T1543.002 protect, T1556.003 protect, T1565.001 protect',
  azure_sentinel: 'T1059 detect, T1078.002 detect',
  azure_vpn_gateway: 'T1565 protect',
  cloud_app_security_policies: 'T1078 detect, T1078.001 detect, T1078.002 detect, T1078.004 detect',
  conditional_access:
    'T1110 protect, T1110.001 protect, T1110.002 protect, T1110.003 protect, T1110.004 protect',
  continuous_access_evaluation: 'T1078.004 respond',
  file_integrity_monitoring:
    'T1053.001 detect, T1053.002 detect, T1053.003 detect, T1053.005 detect, T1053.006 detect, T1222.001 detect, T1222.002 detect, T1543.002 detect, T1543.003 detect, T1546.001 detect, T1546.002 detect, T1546.004 detect, T1546.007 detect, T1546.008 detect, T1546.009 detect, T1546.011 detect, T1546.012 detect, T1546.013 detect, T1548.003 detect, T1553.003 detect, T1574.006 detect',
  microsoft_defender_for_identity:
    'T1087.002 detect, T1098 detect, T1133 detect, T1210 detect, T1550 detect, T1558.003 detect, T1558.004 detect',
  role_based_access_control:
    'T1078.004 protect, T1087.004 protect, T1098.001 protect, T1098.003 protect, T1136.003 protect, T1578.001 protect, T1578.002 protect, T1578.003 protect, T1578.004 protect',
};
