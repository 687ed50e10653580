/* math_special.c - gamma functions and norms.
 *
 * Results must equal CPython's to the last bit, so the order of operations is part of the
 * contract: Lanczos' approximation (g = 6.0246…, 13 terms) for gamma, a scaled sum in twice
 * the precision for the norm. */
#include "modules/math_parts.h"
#include <errno.h>
#include <float.h>
#include <math.h>

static const double pi = 3.141592653589793238462643383279502884197;
static const double log_pi = 1.144729885849400174143427351353058711647;

/* sin(pi * x), exact at multiples of 1/2. */
static double sin_pi(double x)
{
    double y = fmod(fabs(x), 2.0), result = 0.0;
    switch ((int)round(2.0 * y)) {
    case 0: result = sin(pi * y); break;
    case 1: result = cos(pi * (y - 0.5)); break;
    case 2: result = sin(pi * (1.0 - y)); break; /* 1 - y keeps the sign of zero right */
    case 3: result = -cos(pi * (y - 1.5)); break;
    default: result = sin(pi * (y - 2.0)); break;
    }
    return copysign(1.0, x) * result;
}

#define TERMS 13
static const double lanczos_g = 6.024680040776729583740234375;
static const double lanczos_g_minus_half = 5.524680040776729583740234375;
static const double lanczos_over[TERMS] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
static const double lanczos_under[TERMS] = {
    0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0, 32670.0, 1925.0, 66.0, 1.0,
};

/* The rational function of the approximation, x > 0. */
static double lanczos_sum(double x)
{
    double over = 0.0, under = 0.0;
    if (x < 5.0) {
        for (int i = TERMS - 1; i >= 0; i--) {
            over = over * x + lanczos_over[i];
            under = under * x + lanczos_under[i];
        }
    } else { /* in powers of 1 / x, lest it overflow */
        for (int i = 0; i < TERMS; i++) {
            over = over / x + lanczos_over[i];
            under = under / x + lanczos_under[i];
        }
    }
    return over / under;
}

/* The general case, |x| between 1e-20 and 200. */
static double gamma_middle(double x)
{
    double size = fabs(x), y = size + lanczos_g_minus_half, error;
    /* y was rounded; `error` is by how much */
    if (size > lanczos_g_minus_half) {
        double back = y - size;
        error = back - lanczos_g_minus_half;
    } else {
        double back = y - lanczos_g_minus_half;
        error = back - size;
    }
    error = error * lanczos_g / y;
    double result;
    if (x < 0.0) {
        result = -pi / sin_pi(size) / size * exp(y) / lanczos_sum(size);
        result -= error * result;
        if (size < 140.0) {
            result /= pow(y, size - 0.5);
        } else {
            double root = pow(y, size / 2.0 - 0.25);
            result /= root;
            result /= root;
        }
    } else {
        result = lanczos_sum(size) / exp(y);
        result += error * result;
        if (size < 140.0) {
            result *= pow(y, size - 0.5);
        } else {
            double root = pow(y, size / 2.0 - 0.25);
            result *= root;
            result *= root;
        }
    }
    return result;
}

double ou_math_gamma(double x)
{
    if (!isfinite(x)) {
        if (isnan(x) || x > 0.0)
            return x;
        errno = EDOM;
        return (double)NAN;
    }
    if (x == 0.0) {
        errno = EDOM;
        return copysign(HUGE_VAL, x);
    }
    if (x == floor(x)) {
        if (x < 0.0) {
            errno = EDOM;
            return (double)NAN;
        }
        if (x <= 23.0) { /* factorials that are exact doubles */
            double product = 1.0;
            for (int i = 2; i < (int)x; i++)
                product *= i;
            return product;
        }
    }
    double result;
    if (fabs(x) < 1e-20)
        result = 1.0 / x;
    else if (fabs(x) > 200.0)
        result = x < 0.0 ? 0.0 / sin_pi(x) : HUGE_VAL;
    else
        result = gamma_middle(x);
    if (isinf(result))
        errno = ERANGE;
    return result;
}

double ou_math_lgamma(double x)
{
    if (!isfinite(x))
        return isnan(x) ? x : HUGE_VAL;
    if (x == floor(x) && x <= 2.0) {
        if (x > 0.0)
            return 0.0;
        errno = EDOM;
        return HUGE_VAL;
    }
    double size = fabs(x);
    if (size < 1e-20)
        return -log(size);
    double result = log(lanczos_sum(size)) - lanczos_g;
    result += (size - 0.5) * (log(size + lanczos_g - 0.5) - 1.0);
    if (x < 0.0)
        result = log_pi - log(fabs(sin_pi(size))) - log(size) - result;
    if (isinf(result))
        errno = ERANGE;
    return result;
}

/* ---- norms ---- */

/* A sum of squares: 1 + `sum` carries the high parts, the fractions what was cut off. */
typedef struct Squares {
    double sum, low_products, low_sums;
} Squares;

/* Add a * b exactly, |a|, |b| < 1 (Veltkamp's and Dekker's splitting). */
static void add_product(Squares *squares, double a, double b)
{
    const double splitter = 134217729.0; /* 2^27 + 1 */
    double scaled = a * splitter, a_high = scaled - (scaled - a), a_low = a - a_high;
    scaled = b * splitter;
    double b_high = scaled - (scaled - b), b_low = b - b_high;
    double product = a_high * b_high;
    double cross = a_high * b_low + a_low * b_high;
    double high = product + cross;
    double low = product - high + cross + a_low * b_low;
    double sum = squares->sum + high;
    squares->low_sums += (squares->sum - sum) + high;
    squares->sum = sum;
    squares->low_products += low;
}

static double norm_of(const Squares *squares)
{
    return squares->sum - 1.0 + (squares->low_products + squares->low_sums);
}

bool ou_math_norm(OuVM *vm, const double *values, size_t count, double max, bool found_nan, double *out)
{
    *out = found_nan && !isinf(max) ? (double)NAN : max;
    if (isinf(max) || found_nan || max == 0.0 || count <= 1)
        return true;
    int exponent;
    frexp(max, &exponent);
    Squares squares = {1.0, 0.0, 0.0};
    if (exponent < -1023) { /* all are subnormal: the scale would overflow */
        for (size_t i = 0; i < count; i++) {
            if (!OU_PASS(vm, i))
                return false;
            double x = values[i] / max;
            x *= x;
            double sum = squares.sum + x;
            squares.low_sums += (squares.sum - sum) + x;
            squares.sum = sum;
        }
        *out = max * sqrt(squares.sum - 1.0 + squares.low_sums);
        return true;
    }
    double scale = ldexp(1.0, -exponent);
    for (size_t i = 0; i < count; i++) {
        if (!OU_PASS(vm, i))
            return false;
        double x = values[i] * scale;
        add_product(&squares, x, x);
    }
    double root = sqrt(norm_of(&squares));
    add_product(&squares, -root, root);
    root += norm_of(&squares) / (2.0 * root); /* one step of Newton's */
    *out = root / scale;
    return true;
}
