module {
  func.func public @main(%input0: tensor<7x3x2xf32>, %input1: tensor<7x4x3xf32>, %input2: tensor<2x5x4x3xf32>, %input3: tensor<3x2x3x6xf32>) -> (tensor<7x2x4xf32>, tensor<2x2x5x6xf32>, tensor<2x5x4x3xf32>, tensor<3x2x3x6xf32>) {
    %0 = stablehlo.convert %input0 : (tensor<7x3x2xf32>) -> tensor<7x3x2xbf16>
    %1 = stablehlo.convert %input1 : (tensor<7x4x3xf32>) -> tensor<7x4x3xbf16>
    %2 = stablehlo.dot_general %0, %1, batching_dims = [0] x [0], contracting_dims = [1] x [2], precision = [DEFAULT, DEFAULT] : (tensor<7x3x2xbf16>, tensor<7x4x3xbf16>) -> tensor<7x2x4xf32>
    %3 = stablehlo.convert %input2 : (tensor<2x5x4x3xf32>) -> tensor<2x5x4x3xbf16>
    %4 = stablehlo.convert %input3 : (tensor<3x2x3x6xf32>) -> tensor<3x2x3x6xbf16>
    %5 = stablehlo.convolution(%3, %4) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 1], pad = [[1, 0], [0, 2]], lhs_dilate = [1, 1], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x5x4x3xbf16>, tensor<3x2x3x6xbf16>) -> tensor<2x2x5x6xf32>
    %6 = stablehlo.reverse %input3, dims = [0, 1] : tensor<3x2x3x6xf32>
    %7 = stablehlo.convert %5 : (tensor<2x2x5x6xf32>) -> tensor<2x2x5x6xbf16>
    %8 = stablehlo.convert %6 : (tensor<3x2x3x6xf32>) -> tensor<3x2x3x6xbf16>
    %9 = stablehlo.convolution(%7, %8) dim_numbers = [b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[1, 3], [1, -1]], lhs_dilate = [2, 1], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x2x5x6xbf16>, tensor<3x2x3x6xbf16>) -> tensor<2x5x4x3xf32>
    %10 = stablehlo.convolution(%3, %7) dim_numbers = [f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f], window = {stride = [1, 1], pad = [[1, -1], [0, 2]], lhs_dilate = [1, 1], rhs_dilate = [2, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x5x4x3xbf16>, tensor<2x2x5x6xbf16>) -> tensor<3x2x3x6xf32>
    return %2, %5, %9, %10 : tensor<7x2x4xf32>, tensor<2x2x5x6xf32>, tensor<2x5x4x3xf32>, tensor<3x2x3x6xf32>
  }
}
