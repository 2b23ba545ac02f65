-- One row per outcome domain, whether any site has a result there: how many sites point which way.
-- Key: outcome_domain
-- A site has one vote in an outcome, merged as selected_directions in queries/selected.sql has it;
-- n_sites of them are left at $step of "Only what survives", n_lost are not. Not counted but said: the
-- forecasts of sites, and the national groups with a result, which overlap with sites. The interval
-- is Wilson's, null where nobody votes; chance is the sign test of better against worse, the other
-- votes left out, null where nobody says either.
with votes as (
    select
        outcome_domain,
        count(*) as n_all_sites,
        count(*) filter (is_left) as n_sites,
        count(*) filter (is_left and direction = 'improved') as n_improved,
        count(*) filter (is_left and direction = 'no_difference') as n_no_difference,
        count(*) filter (is_left and direction = 'mixed') as n_mixed,
        count(*) filter (is_left and direction = 'unclear') as n_unclear,
        count(*) filter (is_left and direction = 'worsened') as n_worsened,
    from selected_directions($step)
    group by outcome_domain
),

left_out as (
    select
        outcome_domain,
        count(*) filter (evidence_status = 'forecast' and site_kind != 'national_group')
            as n_forecasts,
        count(distinct site_id)
            filter (evidence_status != 'forecast' and site_kind = 'national_group')
            as n_groups,
    from finding_standing
    where unmet_facet is null
    group by outcome_domain
),

counts as (
    select
        outcome_domains.outcome_domain,
        outcome_domains.name as outcome_name,
        outcome_domains.sort_order,
        ifnull(votes.n_all_sites, 0) as n_all_sites,
        ifnull(votes.n_sites, 0) as n_sites,
        ifnull(votes.n_improved, 0) as n_improved,
        ifnull(votes.n_no_difference, 0) as n_no_difference,
        ifnull(votes.n_mixed, 0) as n_mixed,
        ifnull(votes.n_unclear, 0) as n_unclear,
        ifnull(votes.n_worsened, 0) as n_worsened,
        ifnull(left_out.n_forecasts, 0) as n_forecasts,
        ifnull(left_out.n_groups, 0) as n_groups,
    from outcome_domains
    left join votes on votes.outcome_domain = outcome_domains.outcome_domain
    left join left_out on left_out.outcome_domain = outcome_domains.outcome_domain
)

select
    outcome_domain,
    outcome_name,
    n_all_sites,
    n_sites,
    n_improved,
    n_no_difference,
    n_mixed,
    n_unclear,
    n_worsened,
    n_all_sites - n_sites as n_lost,
    n_forecasts,
    n_groups,
    n_improved / nullif(n_sites, 0) as share,
    wilson_low(n_improved, n_sites) as share_low,
    wilson_high(n_improved, n_sites) as share_high,
    n_improved + n_worsened as n_tested,
    sign_test(n_improved, n_worsened) as chance,
from counts
order by sort_order, outcome_domain
