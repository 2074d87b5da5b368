"""Query parameters that say how a reader came to a page and not which page it is. Comes in: a name. Goes out: whether to drop it.

A name stands here only if no site is known to find an article by it; `ref`, `source`, `id`, `p`, `page`, `cat`, `lang` and
the like do find articles in old content systems, and stay.
"""

# Families of names: everything that begins so.
PREFIXES = (
    "utm_",  # Google Analytics and whoever copied it
    "at_",  # Piano Analytics (BBC, France 24)
    "hsa_",  # HubSpot
    "mtm_",  # Matomo
    "pk_",  # Matomo
    "piwik_",
    "matomo_",
    "fb_",  # Facebook: fb_ref, fb_source, fb_action_ids
    "ns_",  # comScore: ns_mchannel, ns_source, ns_campaign
    "__cft__",  # Facebook
    "aspsessionid",
)

NAMES = frozenset(
    {
        # advertising clicks
        "dclid",
        "epik",
        "fbclid",
        "gad_campaignid",
        "gad_source",
        "gbraid",
        "gclid",
        "gclsrc",
        "igsh",
        "igshid",
        "li_fat_id",
        "msclkid",
        "rb_clickid",
        "s_kwcid",
        "scclid",
        "srsltid",
        "ttclid",
        "twclid",
        "wbraid",
        "yclid",
        "ysclid",
        # measuring
        "__hsfp",
        "__hssc",
        "__hstc",
        "__s",
        "__tn__",
        "_branch_match_id",
        "_ga",
        "_gac",
        "_gl",
        "_hsenc",
        "_hsmi",
        "_openstat",
        "cmpid",
        "cndid",
        "cx_click",
        "cx_testid",
        "cx_testvariant",
        "echobox",
        "ito",  # Daily Mail
        "maca",  # Deutsche Welle
        "mc_cid",
        "mc_eid",
        "mibextid",
        "mkt_tok",
        "ncid",
        "ocid",  # BBC, MSN
        "oly_anon_id",
        "oly_enc_id",
        "s_cid",
        "spm",
        "taid",
        "trk",
        "trkcampaign",
        "vero_conv",
        "vero_id",
        "wickedid",
        "wt.mc_id",
        "wt_mc",
        "xtor",  # AT Internet (Euronews, France 24)
        # sharing
        "__twitter_impression",
        "fbrefresh",
        "share_source",
        "smid",
        "soc_src",
        "soc_trk",
        "sr_share",
        "traffic_source",
        # consent walls and sessions
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "jsessionid",
        "phpsessid",
    }
)


def is_tracker(name: str) -> bool:
    """Return whether a query parameter, by its name in lower case, is known to track."""
    return name in NAMES or name.startswith(PREFIXES)
