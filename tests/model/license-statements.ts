/** Every distinct licence statement of the published m365 sets, with the licences it names. */
export const LICENSE_STATEMENTS: readonly (readonly [
  statement: string,
  licenses: readonly string[],
])[] = [
  ['M365 E3', ['M365 E3']],
  ['M365 E5 customers.', ['M365 E5']],
  [
    'M365 E3 or Microsoft Defender for Office plan 1.',
    ['M365 E3', 'Microsoft Defender for Office plan 1'],
  ],
  ['M365 E3 (or Defender for Office plan 1)', ['M365 E3', 'Defender for Office plan 1']],
  ['Microsoft 365 E3 and E5', ['Microsoft 365 E3', 'E5']],
  [
    'Microsoft 365 E5 or Microsoft Defender for Office 365 Plan 2.',
    ['Microsoft 365 E5', 'Microsoft Defender for Office 365 Plan 2'],
  ],
  [
    'E5 or Microsoft Defender for Office 365 Plan 2 licenses.',
    ['E5', 'Microsoft Defender for Office 365 Plan 2'],
  ],
  [
    'Microsoft 365 Enterprise E5 (includes Defender for Office 365 Plan 2)',
    ['Microsoft 365 Enterprise E5'],
  ],
  [
    'Mirosoft 365 E5, Defender for Office Plan 1,  Microsoft 365 E3 with ATP add-on',
    ['Mirosoft 365 E5', 'Defender for Office Plan 1', 'Microsoft 365 E3 with ATP add-on'],
  ],
  [
    "ZAP for Defender O365 is included with M365's E3 and requires E5 when leveraging ZAP for Teams security.",
    ["M365's E3", 'E5'],
  ],
  ['All Microsoft Entra ID licenses', ['All Microsoft Entra ID licenses']],
  ['ME-ID Built-in Roles (Free)', ['ME-ID Built-in Roles (Free)']],
  ['Microsoft Entra ID P2', ['Microsoft Entra ID P2']],
  ['may require Microsoft Entra ID P2.', ['Microsoft Entra ID P2']],
  [
    'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
    ['Microsoft Entra ID P2', 'Microsoft Entra ID Governance'],
  ],
  [
    'Microsoft Entra ID Free, Microsoft Entra ID P1, or Microsoft Entra ID P2',
    ['Microsoft Entra ID Free', 'Microsoft Entra ID P1', 'Microsoft Entra ID P2'],
  ],
  [
    'Continuous access evaluation will be included in all versions of Microsoft 365.',
    ['all versions of Microsoft 365'],
  ],
  [
    'A Microsoft 365 security product license entitles customer use \n of Microsoft Defender XDR.',
    ['Microsoft 365 security product license'],
  ],
  ['Microsoft Defender XDR', ['Microsoft Defender XDR']],
  ['Microsoft Defender for Cloud Apps', ['Microsoft Defender for Cloud Apps']],
  [
    'Microsoft Defender for Office 365 plan 1 and plan 2',
    ['Microsoft Defender for Office 365 plan 1', 'plan 2'],
  ],
  [
    'Microsoft Defender for Office 365 plan 1 and plan 2, Microsoft Defender XDR',
    ['Microsoft Defender for Office 365 plan 1', 'plan 2', 'Microsoft Defender XDR'],
  ],
  [
    'Exchange Online Protection, Microsoft Defender for Office 365 plan 1 and plan 2, Microsoft Defender XDR',
    [
      'Exchange Online Protection',
      'Microsoft Defender for Office 365 plan 1',
      'plan 2',
      'Microsoft Defender XDR',
    ],
  ],
  [
    'Microsoft Exchange Online Protection, Defender for Office 365 plan 1 and plan 2, Microsoft XDR',
    [
      'Microsoft Exchange Online Protection',
      'Defender for Office 365 plan 1',
      'plan 2',
      'Microsoft XDR',
    ],
  ],
  [
    'Microsoft Defender XDR, Microsoft Defender for Cloud Apps,  Microsoft Defender for Office 365 plan 2',
    [
      'Microsoft Defender XDR',
      'Microsoft Defender for Cloud Apps',
      'Microsoft Defender for Office 365 plan 2',
    ],
  ],
];
